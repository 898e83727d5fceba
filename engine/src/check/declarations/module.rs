//! Declares modules: what they are called and which others they use.
//!
//! Receives the heads of all files; fills in who sees whose names. It knows no declaration inside them.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Declaration, Name};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::names::naming::all_names;
use crate::check::names::symbol::Symbol;
use crate::codes;

impl Checker {
    pub(super) fn declare_modules(&mut self, files: &[tree::File]) {
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            self.declare_module(file);
        }
        let mut uses = Vec::new();
        for (module, file) in files.iter().enumerate() {
            self.check_module_name(module, files);
            let mut visible = Vec::new();
            for used in &file.uses {
                let wanted = used.module.joined();
                let Some(of) = self.program.modules.iter().position(|module| *module == wanted) else {
                    self.blind.insert(module);
                    // What could not be read of another file was told there.
                    if !files.iter().flat_map(|file| &file.broken).any(|broken| broken.text == wanted) {
                        self.absent.push((module, used.module.clone()));
                    }
                    continue;
                };
                self.use_symbol(Symbol::Module(of), used.module.span);
                if let Some(short) = &used.short {
                    self.use_symbol(Symbol::Module(of), short.span);
                }
                let short = used.short.as_ref().map(|short| short.text.clone());
                visible.push((of, std::iter::once(wanted).chain(short).collect()));
            }
            uses.push(visible);
            for broken in &file.broken {
                self.names.add_broken(&broken.text);
            }
            if file.module.is_none()
                && let Some(first) = file.declarations.first()
                && file
                    .extents
                    .iter()
                    .take_while(|extent| extent.span.start < span_of(first).start)
                    .all(|head| head.is_whole)
            {
                let headline = Text::new("tệp này không có tên mô đun", "this file does not name its module");
                self.report(
                    Diagnostic::new(codes::UNUSED_FILE_HEADER, span_of(first), headline)
                        .help(Text::new("thêm dòng `mô đun tên.của.tệp`", "add a line `module name.of.file`")),
                );
            }
        }
        self.program.uses = uses.iter().map(|uses| uses.iter().map(|(module, _)| *module).collect()).collect();
        self.names.set_uses(uses);
    }

    fn declare_module(&mut self, file: &tree::File) {
        let symbol = Symbol::Module(self.module);
        match &file.module {
            Some(module) => {
                let name = Name { text: module.name.joined(), span: module.name.span };
                self.declare_symbol(&all_names(&name, &module.meta), symbol);
            }
            None => {
                self.declare_symbol(&[], symbol);
            }
        }
    }

    /// Two files of one module would hide each other's names.
    fn check_module_name(&mut self, module: usize, files: &[tree::File]) {
        let name_of = |file: &tree::File| file.module.as_ref().map(|module| module.name.clone());
        let Some(name) = files.get(module).and_then(name_of) else {
            return;
        };
        let twin = files.iter().take(module).filter_map(name_of).find(|other| other.joined() == name.joined());
        if let Some(twin) = twin {
            let headline = Text::new(
                format!("mô đun `{}` đã có trong một tệp khác", name.joined()),
                format!("module `{}` is in another file already", name.joined()),
            );
            let found = Diagnostic::new(codes::REPEATED_NAME, name.span, headline)
                .label(twin.span, Text::new("tệp kia", "the other file"))
                .help(Text::new("đặt tên khác, hoặc bỏ một tệp", "give it another name, or leave one file out"));
            self.report(found);
        }
    }
}

/// Where a declaration's name stands.
fn span_of(declaration: &Declaration) -> Span {
    match declaration {
        Declaration::Instrument(found) => found.name.span,
        Declaration::Conventions(found) => found.span,
        Declaration::Currency(found) => found.name.span,
        Declaration::Unit(found) => found.name.span,
        Declaration::Enumeration(found) => found.name.span,
        Declaration::Entity(found) => found.name.span,
        Declaration::Input(found) => found.name.span,
        Declaration::Parameter(found) => found.name.span,
        Declaration::Define(found) => found.name.span,
        Declaration::Table(found) => found.name.span,
        Declaration::Benefit(found) => found.name.span,
        Declaration::Patch(found) => found.name.span,
        Declaration::Fund(found) => found.name.span,
        Declaration::Budget(found) => found.name.span,
        Declaration::Indicator(found) => found.name.span,
        Declaration::Test(found) => found.span,
        Declaration::Property(found) => found.name.span,
    }
}
