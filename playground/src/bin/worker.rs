//! The program of the worker.
//!
//! Begins when the browser has loaded it; everything else is in the library.

fn main() {
    ansinh_playground::run_worker();
}
