//! temp
use super::*;
#[test]
fn makes() {
    let settings = Settings {
        province: Province::CaMau,
        reference_year: 2016,
        year: 2016,
        seed: 1,
    };
    let p = generate(&settings, &mut |_, _| {}).unwrap();
    println!("{} {} {:x}", p.persons(), p.households(), fingerprint(&p));
}
