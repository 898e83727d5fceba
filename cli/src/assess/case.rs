//! The facts of one household from a file.
//!
//! Receives JSON and the program that says which facts there are; hands on facts and the day, or everything that is
//! wrong, each with its path, its value and what is allowed. It knows no law.

use ansinh_engine::hir::{EntityId, Link, Naming, Program};
use ansinh_engine::value::{Date, Facts};
use ansinh_grammar::Text;

use super::link::{self, Stated, links_of};
use super::months::{self, Span};
use super::node::{self, Node, quoted};
use super::value::{self, one_of};

/// The most things in one file: this is for households, not for populations.
const MOST_THINGS: usize = 30;

/// The facts and the day.
#[derive(Debug)]
pub(super) struct Case {
    /// The day.
    pub(super) on: Date,
    /// Up to which day the law is known.
    pub(super) known_on: Option<Date>,
    /// The facts.
    pub(super) facts: Facts,
    /// The months whose payments are asked for.
    pub(super) months: Option<Span>,
    /// The day of the decision.
    pub(super) decision: Option<Date>,
}

/// Reads a file; a day given beside it goes before the one in it.
///
/// # Errors
/// All that is wrong.
pub(super) fn read(text: &str, program: &Program, on: Option<Date>) -> Result<Case, Vec<Text>> {
    let node = node::read(text).map_err(|error| vec![no_json(&error)])?;
    let Node::Object(entries) = node else {
        return Err(vec![Text::new(
            "tệp phải là một đối tượng có `on` và `things`",
            "the file must be an object with `on` and `things`",
        )]);
    };
    let mut reader = Reader { program, wrong: Vec::new(), facts: Facts::default(), stated: Vec::new() };
    let (mut own, mut known_on) = (None, None);
    let mut is_day_given = on.is_some();
    let mut things = Vec::new();
    let (mut months, mut decision) = (None, None);
    for (key, node) in reader.once("", entries) {
        is_day_given |= key == "on";
        match (key.as_str(), node) {
            ("on", Node::Text(text)) if Date::parse(&text).is_some() => own = Date::parse(&text),
            ("on", node) => reader.unfit("on", &node, &Text::new("một ngày, 2024-07-01", "a day, 2024-07-01")),
            ("known_on", Node::Text(text)) if Date::parse(&text).is_some() => known_on = Date::parse(&text),
            ("known_on", node) => {
                reader.unfit("known_on", &node, &Text::new("một ngày, 2026-08-01", "a day, 2026-08-01"));
            }
            ("months", node) => {
                months = node.as_text().and_then(months::span);
                if months.is_none() {
                    reader.unfit("months", &node, &months::allowed());
                }
            }
            ("decision", node) => {
                decision = node.as_text().and_then(Date::parse);
                if decision.is_none() {
                    reader.unfit("decision", &node, &Text::new("một ngày, 2024-07-01", "a day, 2024-07-01"));
                }
            }
            ("things", Node::List(found)) => things = found,
            ("things", node) => reader.unfit("things", &node, &Text::new("một danh sách", "a list")),
            (other, _) => reader.unknown(other, "on, known_on, months, decision, things"),
        }
    }
    reader.things(things);
    if !is_day_given {
        reader.wrong.push(Text::new(
            "on: chưa nêu ngày xét; thêm vào tệp hoặc dùng --on 2024-07-01",
            "on: no day is given; put it into the file or use --on 2024-07-01",
        ));
    }
    let (on, facts) = reader.finish(on.or(own))?;
    Ok(Case { on, known_on, facts, months, decision })
}

fn no_json(error: &serde_json::Error) -> Text {
    let (line, column) = (error.line(), error.column());
    let reason = error.to_string();
    let reason = reason.split_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    Text::new(
        format!("tệp không phải JSON, dòng {line}, cột {column}: {reason}"),
        format!("the file is not JSON, line {line}, column {column}: {reason}"),
    )
}

/// One thing as it stands in the file.
struct Given {
    entity: EntityId,
    name: String,
    facts: Vec<(String, Node)>,
    links: Vec<(String, Node)>,
}

struct Reader<'p> {
    program: &'p Program,
    wrong: Vec<Text>,
    facts: Facts,
    stated: Vec<Stated>,
}

impl Reader<'_> {
    fn unfit(&mut self, path: &str, node: &Node, allowed: &Text) {
        let shown = node.shown();
        self.wrong.push(Text::new(
            format!("{path}: {shown} không hợp lệ; được phép: {}", allowed.vi),
            format!("{path}: {shown} is not allowed; allowed: {}", allowed.en),
        ));
    }

    fn unknown(&mut self, path: &str, allowed: &str) {
        let path = quoted(path);
        self.wrong.push(Text::new(
            format!("{path}: không có mục này; được phép: {allowed}"),
            format!("{path}: there is no such entry; allowed: {allowed}"),
        ));
    }

    /// The entries of an object, each key once.
    fn once(&mut self, path: &str, entries: Vec<(String, Node)>) -> Vec<(String, Node)> {
        let mut found: Vec<(String, Node)> = Vec::new();
        for (key, node) in entries {
            if found.iter().any(|(other, _)| *other == key) {
                let key = quoted(&key);
                self.wrong
                    .push(Text::new(format!("{path}{key}: được nêu hai lần"), format!("{path}{key}: is given twice")));
            } else {
                found.push((key, node));
            }
        }
        found
    }

    fn things(&mut self, nodes: Vec<Node>) {
        if nodes.is_empty() || nodes.len() > MOST_THINGS {
            let allowed = Text::new(format!("từ 1 đến {MOST_THINGS} mục"), format!("1 to {MOST_THINGS} entries"));
            let node = Node::Number(nodes.len().to_string());
            self.unfit("things", &node, &allowed);
            return;
        }
        let mut given = Vec::new();
        for (idx, node) in nodes.into_iter().enumerate() {
            given.extend(self.thing(&format!("things[{idx}]"), node));
        }
        for thing in &given {
            if self.facts.position(&thing.name).is_some() {
                let name = &thing.name;
                self.wrong.push(Text::new(
                    format!("{name}: có hai mục cùng tên này"),
                    format!("{name}: two entries have this name"),
                ));
            }
            let entity = self.program.entities.get(thing.entity.0).map_or("", |entity| &entity.naming.name);
            self.facts.add(entity, &thing.name);
        }
        for (idx, thing) in given.into_iter().enumerate() {
            self.facts_of(idx, &thing);
            self.links_of(idx, &thing);
        }
    }

    fn thing(&mut self, path: &str, node: Node) -> Option<Given> {
        let Node::Object(entries) = node else {
            self.unfit(
                path,
                &node,
                &Text::new("một đối tượng có `entity` và `name`", "an object with `entity` and `name`"),
            );
            return None;
        };
        let n_wrong = self.wrong.len();
        let (mut entity, mut name, mut facts, mut links) = (None, None, Vec::new(), Vec::new());
        for (key, node) in self.once(&format!("{path}."), entries) {
            let place = format!("{path}.{key}");
            match (key.as_str(), node) {
                ("entity", node) => entity = self.entity(&place, &node),
                ("name", node) => name = self.name(&place, &node),
                ("facts", Node::Object(found)) => facts = found,
                ("links", Node::Object(found)) => links = found,
                ("facts" | "links", node) => self.unfit(&place, &node, &Text::new("một đối tượng", "an object")),
                _ => self.unknown(&place, "entity, name, facts, links"),
            }
        }
        // An entity or a name that does not suit has been complained about.
        let is_complete = entity.is_some() && name.is_some();
        if !is_complete && self.wrong.len() == n_wrong {
            self.wrong.push(Text::new(
                format!("{path}: thiếu `entity` hoặc `name`"),
                format!("{path}: `entity` or `name` is missing"),
            ));
        }
        Some(Given { entity: entity?, name: name?, facts, links })
    }

    fn entity(&mut self, path: &str, node: &Node) -> Option<EntityId> {
        let names: Vec<&Naming> = self.program.entities.iter().map(|entity| &entity.naming).collect();
        let found = node.as_text().and_then(|text| names.iter().position(|naming| naming.goes_by(text)));
        if found.is_none() {
            self.unfit(path, node, &one_of(&names, node.as_text()));
        }
        found.map(EntityId)
    }

    /// A name that is not taken and can be printed.
    fn name(&mut self, path: &str, node: &Node) -> Option<String> {
        let is_plain = |name: &&str| !name.trim().is_empty() && name.len() <= 200 && !name.contains(char::is_control);
        let Some(name) = node.as_text().filter(is_plain) else {
            self.unfit(path, node, &Text::new("một tên", "a name"));
            return None;
        };
        Some(name.to_owned())
    }

    fn facts_of(&mut self, idx: usize, thing: &Given) {
        let inputs: Vec<_> = self.program.inputs.iter().filter(|input| input.entity == thing.entity).collect();
        let names: Vec<&Naming> = inputs.iter().map(|input| &input.naming).collect();
        let mut stated: Vec<&str> = Vec::new();
        for (key, node) in &thing.facts {
            let path = format!("{}.{key}", thing.name);
            let Some(input) = inputs.iter().find(|input| input.naming.goes_by(key)) else {
                self.no_fact(&path, &names, key);
                continue;
            };
            if stated.contains(&input.naming.name.as_str()) {
                self.wrong.push(Text::new(format!("{path}: được nêu hai lần"), format!("{path}: is given twice")));
                continue;
            }
            stated.push(&input.naming.name);
            // `null` says that the fact is not known, as leaving it out does.
            match value::fact(node, input, self.program) {
                _ if *node == Node::Null => {}
                Ok(fact) => self.facts.state(idx, &input.naming.name, fact),
                Err(allowed) => self.unfit(&path, node, &allowed),
            }
        }
    }

    fn no_fact(&mut self, path: &str, names: &[&Naming], written: &str) {
        let owner = self.program.inputs.iter().find(|input| input.naming.goes_by(written));
        if let Some(owner) = owner.and_then(|input| self.program.entities.get(input.entity.0)) {
            let owner = &owner.naming.name;
            self.wrong.push(Text::new(
                format!("{path}: đây là dữ kiện của `{owner}`"),
                format!("{path}: this is a fact of `{owner}`"),
            ));
            return;
        }
        let allowed = one_of(names, Some(written));
        self.wrong.push(Text::new(
            format!("{path}: không có dữ kiện này; {}", allowed.vi),
            format!("{path}: there is no such fact; {}", allowed.en),
        ));
    }

    fn links_of(&mut self, idx: usize, thing: &Given) {
        let links = links_of(thing.entity, self.program);
        for (key, node) in &thing.links {
            let path = format!("{}.{key}", thing.name);
            let Some((id, link)) = links.iter().find(|(_, link)| link.naming.goes_by(key)) else {
                let allowed: Vec<&Naming> = links.iter().map(|(_, link)| &link.naming).collect();
                self.no_fact(&path, &allowed, key);
                continue;
            };
            if self.stated.iter().any(|stated| stated.thing == idx && stated.link == *id) {
                self.wrong.push(Text::new(format!("{path}: được nêu hai lần"), format!("{path}: is given twice")));
                continue;
            }
            if let Some(targets) = self.targets(&path, node, link) {
                self.stated.push(Stated { thing: idx, link: *id, targets });
            }
        }
    }

    /// The things that a link names: one name, or a list of names.
    fn targets(&mut self, path: &str, node: &Node, link: &Link) -> Option<Vec<usize>> {
        let nodes = match node {
            Node::List(nodes) => nodes.as_slice(),
            one => std::slice::from_ref(one),
        };
        let n_wrong = self.wrong.len();
        if !link.is_many && nodes.len() != 1 {
            self.unfit(path, node, &Text::new("đúng một tên", "exactly one name"));
        }
        let mut targets = Vec::new();
        for node in nodes {
            let names = self.names_of(link.to);
            match node.as_text().and_then(|name| names.iter().find(|(_, other)| other == name)) {
                Some((position, _)) if !targets.contains(position) => targets.push(*position),
                _ => {
                    let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
                    let names = names.join(", ");
                    let allowed = Text::new(format!("mỗi tên một lần: {names}"), format!("each once of: {names}"));
                    self.unfit(path, node, &allowed);
                }
            }
        }
        (self.wrong.len() == n_wrong).then_some(targets)
    }

    /// The things of an entity: positions and names.
    fn names_of(&self, entity: EntityId) -> Vec<(usize, String)> {
        let entity = self.program.entities.get(entity.0).map_or("", |entity| entity.naming.name.as_str());
        let things = self.facts.things.iter().enumerate();
        things.filter(|(_, thing)| thing.entity == entity).map(|(idx, thing)| (idx, thing.name.clone())).collect()
    }

    fn finish(mut self, on: Option<Date>) -> Result<(Date, Facts), Vec<Text>> {
        if let Err(wrong) = link::state(&self.stated, self.program, &mut self.facts) {
            self.wrong.extend(wrong);
        }
        match on {
            Some(on) if self.wrong.is_empty() => Ok((on, self.facts)),
            _ => Err(self.wrong),
        }
    }
}
