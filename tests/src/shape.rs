//! The derived debug form of a value, read back and made short.
//!
//! Receives what `{:?}` prints; hands on the same without places and empty fields, one construct a line where it is
//! long, and the places themselves. It knows no type: only how derived forms look.

/// A value as its debug form shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A number, a text or a name without parts.
    Word(String),
    /// A name with named parts.
    Fields(String, Vec<(String, Shape)>),
    /// A name with parts; a list has the name `[]`, a tuple none.
    Parts(String, Vec<Shape>),
}

/// The shape of a debug form; what cannot be read ends it.
#[must_use]
pub fn read(debug: &str) -> Shape {
    let mut reader = Reader { rest: debug };
    reader.value()
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn skip(&mut self, wanted: &str) -> bool {
        let found = self.rest.trim_start().strip_prefix(wanted);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest.trim_start();
        let length = if rest.starts_with('"') {
            quoted_length(rest)
        } else {
            rest.find(|sign: char| !sign.is_alphanumeric() && !"_-.".contains(sign)).unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(length);
        self.rest = after;
        word
    }

    fn value(&mut self) -> Shape {
        if self.skip("[") {
            return Shape::Parts("[]".to_owned(), self.parts("]"));
        }
        let word = self.word().to_owned();
        if self.skip("(") {
            return Shape::Parts(word, self.parts(")"));
        }
        if self.skip("{") {
            return Shape::Fields(word, self.fields());
        }
        Shape::Word(word)
    }

    fn parts(&mut self, end: &str) -> Vec<Shape> {
        let mut parts = Vec::new();
        while !self.skip(end) && !self.rest.is_empty() {
            parts.push(self.value());
            self.skip(",");
        }
        parts
    }

    fn fields(&mut self) -> Vec<(String, Shape)> {
        let mut fields = Vec::new();
        while !self.skip("}") && !self.rest.is_empty() {
            let name = self.word().to_owned();
            self.skip(":");
            fields.push((name, self.value()));
            self.skip(",");
        }
        fields
    }
}

fn quoted_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        if sign == '"' && !is_escaped {
            return at + 1;
        }
        is_escaped = sign == '\\' && !is_escaped;
    }
    text.len()
}

impl Shape {
    /// Every place in it: the first byte and the byte after the last.
    #[must_use]
    pub fn places(&self) -> Vec<(usize, usize)> {
        match self {
            Self::Word(_) => Vec::new(),
            Self::Parts(_, parts) => parts.iter().flat_map(Self::places).collect(),
            Self::Fields(name, fields) if name == "Span" => {
                let number = |wanted: &str| {
                    let found = fields.iter().find(|(name, _)| name == wanted);
                    found.and_then(|(_, value)| if let Self::Word(word) = value { word.parse().ok() } else { None })
                };
                number("start").zip(number("end")).into_iter().collect()
            }
            Self::Fields(_, fields) => fields.iter().flat_map(|(_, value)| value.places()).collect(),
        }
    }

    /// The same without places, absent values and empty lists; names and wrappers become what they hold.
    #[must_use]
    pub fn trimmed(&self) -> Option<Self> {
        match self {
            Self::Word(word) => (word != "None" && word != "false").then(|| self.clone()),
            Self::Parts(name, parts) => trimmed_parts(name, parts),
            Self::Fields(name, fields) => trimmed_fields(name, fields),
        }
    }

    /// One line if it is short, else one part a line.
    #[must_use]
    pub fn printed(&self, indent: usize) -> String {
        const WIDTH: usize = 110;
        let line = self.on_one_line();
        let ((open, close), parts): ((String, &str), Vec<(Option<&str>, &Self)>) = match self {
            Self::Word(_) => return line,
            Self::Parts(name, parts) => (brackets(name), parts.iter().map(|part| (None, part)).collect()),
            Self::Fields(name, fields) => {
                (brackets(name), fields.iter().map(|(name, value)| (Some(name.as_str()), value)).collect())
            }
        };
        if indent + line.chars().count() <= WIDTH {
            return line;
        }
        let mut text = open;
        for (field, part) in parts {
            text.push('\n');
            text.push_str(&" ".repeat(indent + 2));
            let field = field.map_or(String::new(), |field| format!("{field}: "));
            text.push_str(&field);
            text.push_str(&part.printed(indent + 2));
        }
        text + close
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Parts(name, parts) => {
                let parts: Vec<String> = parts.iter().map(Self::on_one_line).collect();
                let (open, close) = brackets(name);
                let space = if open == "[" || parts.is_empty() { "" } else { " " };
                format!("{open}{space}{}{close}", parts.join(" "))
            }
            Self::Fields(name, fields) => {
                let field = |(name, value): &(String, Self)| format!("{name}: {}", value.on_one_line());
                let fields: Vec<String> = fields.iter().map(field).collect();
                format!("({name} {})", fields.join(" "))
            }
        }
    }
}

/// What stands around the parts of a construct.
fn brackets(name: &str) -> (String, &'static str) {
    if name == "[]" { ("[".to_owned(), "]") } else { (format!("({name}"), ")") }
}

fn trimmed_parts(name: &str, parts: &[Shape]) -> Option<Shape> {
    let is_place = |part: &&Shape| matches!(part, Shape::Fields(name, _) if name == "Span");
    let mut parts: Vec<Shape> = parts.iter().filter(|part| !is_place(part)).filter_map(Shape::trimmed).collect();
    match (name, parts.len()) {
        ("[]", 0) => None,
        ("Some", 1) => parts.pop(),
        // `yes` and `no` are values, not absent ones.
        ("YesNo", _) => Some(Shape::Word(if parts.is_empty() { "no" } else { "yes" }.to_owned())),
        ("Path" | "Quantity" | "Date" | "Declaration", 1) => parts.pop(),
        _ => Some(Shape::Parts(name.to_owned(), parts)),
    }
}

fn trimmed_fields(name: &str, fields: &[(String, Shape)]) -> Option<Shape> {
    let mut fields: Vec<(String, Shape)> = fields
        .iter()
        .filter(|(field, _)| field != "span")
        .filter_map(|(field, value)| Some((field.clone(), value.trimmed()?)))
        .collect();
    match (name, fields.as_slice()) {
        // A cell without tests is `any`; a convention without a mark is the usual one.
        ("Cell", []) => Some(Shape::Word("any".to_owned())),
        ("LeapBirthday", []) => Some(Shape::Word("28 February".to_owned())),
        (_, []) => None,
        ("Name", [(_, Shape::Word(word))]) => Some(Shape::Word(word.trim_matches('"').to_owned())),
        ("QualifiedName", [(_, Shape::Parts(_, parts))]) => {
            let parts: Vec<String> = parts.iter().map(Shape::on_one_line).collect();
            Some(Shape::Word(parts.join(".")))
        }
        ("Expr" | "Path" | "Quantity", [_]) => fields.pop().map(|(_, only)| only),
        _ => Some(Shape::Fields(name.to_owned(), fields)),
    }
}
