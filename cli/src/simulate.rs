//! `ansinh simulate`: stub until the engine's doorway is there.
pub(crate) mod settings;
use crate::{Printed, arguments::SimulateArguments, failure::Failure, view::View};
use ansinh_engine::hir::Naming;
pub(crate) fn run(asked: &SimulateArguments, _view: View) -> Result<Printed, Failure> {
    let policies = crate::policies::Policies::load(&[])?;
    let _ = settings::settings(policies.program()?, &asked.settings);
    Err(Failure::input("chưa có", "not there yet"))
}
fn is_named(naming: &Naming, name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    naming.name == last || naming.alias.as_deref() == Some(last)
}
