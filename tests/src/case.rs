//! Case files: Markdown that a lawyer can read.
//!
//! Receives the text of one case; hands on its heading, its paragraph and its fenced blocks, and writes a case back
//! with new texts in its printed blocks. It knows the names of blocks and not what is in them.

/// What a block holds, by the word after its fence.
pub const INPUTS: [&str; 2] = ["law", "household"];
/// Blocks that a person types from a source; never rewritten.
pub const TYPED: [&str; 2] = ["figures", "months"];
/// Blocks that are printed, and rewritten on request.
pub const PRINTED: [&str; 7] = ["diagnostics", "tree", "plan", "reasons", "stretches", "properties", "failures"];

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The path of its file.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The heading.
    pub heading: String,
    /// What is promised and why.
    pub paragraph: String,
    /// The fenced blocks, in order.
    pub blocks: Vec<Block>,
}

/// One fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first word after the fence.
    pub kind: String,
    /// The other words after it.
    pub arguments: Vec<String>,
    /// What is between the fences, every line with its end.
    pub text: String,
    /// The line of the opening fence, from 0.
    line: usize,
}

impl Block {
    /// One of the words after the kind.
    #[must_use]
    pub fn argument(&self, position: usize) -> Option<&str> {
        self.arguments.get(position).map(String::as_str)
    }
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// A missing heading or paragraph, a fence that is not closed, a block of an unknown kind, no law at all.
    pub fn read(path: &str, text: &str) -> Result<Self, String> {
        let (prose, blocks) = split(text)?;
        let heading = prose.iter().find_map(|line| line.strip_prefix("# ")).unwrap_or("").trim().to_owned();
        let paragraph: Vec<&str> =
            prose.iter().copied().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
        let paragraph = paragraph.join(" ");
        let known = |block: &Block| [&INPUTS[..], &TYPED, &PRINTED].concat().contains(&block.kind.as_str());
        let complaint = if heading.is_empty() {
            Some("it has no heading".to_owned())
        } else if paragraph.is_empty() {
            Some("it does not say what it promises".to_owned())
        } else if let Some(block) = blocks.iter().find(|block| !known(block)) {
            Some(format!("`{}` is no kind of block", block.kind))
        } else if !blocks.iter().any(|block| block.kind == "law") {
            Some("it has no law".to_owned())
        } else {
            None
        };
        match complaint {
            Some(complaint) => Err(complaint),
            None => Ok(Self { path: path.to_owned(), text: text.to_owned(), heading, paragraph, blocks }),
        }
    }

    /// The blocks of a kind.
    pub fn of_kind<'c>(&'c self, kind: &'c str) -> impl Iterator<Item = &'c Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }

    /// The text of the case with new texts in some of its printed blocks.
    #[must_use]
    pub fn with(&self, changed: &[(Block, String)]) -> String {
        let mut lines = Vec::new();
        let mut skipped_until_fence = false;
        for (at, line) in self.text.lines().enumerate() {
            let is_fence = line.starts_with("```");
            skipped_until_fence &= !is_fence;
            if skipped_until_fence {
                continue;
            }
            lines.push(line.to_owned());
            let found = changed.iter().find(|(block, _)| block.line == at && PRINTED.contains(&block.kind.as_str()));
            if let Some((_, text)) = found {
                lines.extend(text.lines().map(str::to_owned));
                skipped_until_fence = true;
            }
        }
        lines.join("\n") + "\n"
    }
}

/// The lines outside of blocks, and the blocks.
fn split(text: &str) -> Result<(Vec<&str>, Vec<Block>), String> {
    let mut prose = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        match (open.as_mut(), line.strip_prefix("```")) {
            (None, None) => prose.push(line),
            (None, Some(words)) => {
                let mut words = words.split_whitespace().map(str::to_owned);
                let kind = words.next().ok_or_else(|| format!("line {}: a block without a kind", at + 1))?;
                open = Some(Block { kind, arguments: words.collect(), text: String::new(), line: at });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
        }
    }
    open.map_or(Ok((prose, blocks)), |block| Err(format!("the block of line {} is never closed", block.line + 1)))
}
