//! Puts tokens and comments on lines.
//!
//! Receives tokens with their places and the comments before each; hands on the text. It knows no construct.

use super::comment::Comment;
use super::token::{Place, Token};

/// A text in several languages that does not end by this column is put one language a line.
const WIDTH: usize = 100;
/// How far a level is indented.
const LEVEL: usize = 2;
/// How far a line is indented that goes on after a comment.
const CONTINUED: usize = 4;

/// The text of a file.
pub(super) fn lay_out(tokens: &[Token], comments: &[Vec<Comment>]) -> String {
    let mut page = Page::default();
    for (token, comments) in tokens.iter().zip(comments) {
        page.token(token, comments);
    }
    page.between_declarations(comments.last().map_or(&[], Vec::as_slice), true);
    page.end_line();
    page.text
}

/// Tokens on one line.
pub(super) fn join(tokens: &[Token]) -> String {
    let mut text = String::new();
    let mut is_tight_after = true;
    for token in tokens {
        if !is_tight_after && !token.is_tight {
            text.push(' ');
        }
        text.push_str(&token.text);
        is_tight_after = token.is_tight_after;
    }
    text
}

/// What is printed so far.
#[derive(Default)]
struct Page {
    text: String,
    /// The line being written.
    line: String,
    /// How far the item, or the condition of a list, is indented that the line belongs to.
    indent: usize,
    /// The indents of the lines on which lists were opened.
    lists: Vec<usize>,
    /// Whether the last token wants no blank after it.
    is_tight_after: bool,
    /// Whether the line ends in a comment, so that nothing can follow.
    is_ended: bool,
    /// The column at which the languages of a text stand, one a line.
    aligned: Option<usize>,
    /// The column at which a text began.
    text_column: Option<usize>,
}

impl Page {
    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.text.push_str(self.line.trim_end());
            self.text.push('\n');
            self.line.clear();
        }
        self.is_ended = false;
    }

    fn start_line(&mut self, indent: usize) {
        self.end_line();
        self.line = " ".repeat(indent);
        self.is_tight_after = true;
    }

    fn blank_line(&mut self) {
        self.end_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A comment at the end of the line, if the first is one; the others are left.
    fn ending<'c>(&mut self, comments: &'c [Comment]) -> &'c [Comment] {
        match comments.split_first() {
            Some((first, rest)) if !first.is_alone && !self.line.trim().is_empty() && !self.is_ended => {
                self.line.push_str("  ");
                self.line.push_str(&first.text);
                self.is_ended = true;
                rest
            }
            _ => comments,
        }
    }

    /// Comments on their own lines; one blank line is kept between two of them.
    fn own_lines(&mut self, comments: &[Comment], indent: usize) {
        for (idx, comment) in comments.iter().enumerate() {
            if idx > 0 && comment.is_after_blank {
                self.blank_line();
            }
            self.start_line(indent);
            self.line.push_str(&comment.text);
            self.is_ended = true;
        }
    }

    /// Comments between declarations: indented ones stay with the declaration before, the others go with the next.
    fn between_declarations(&mut self, comments: &[Comment], is_apart: bool) {
        let comments = self.ending(comments);
        let is_first = self.text.is_empty() && self.line.is_empty();
        let n_trailing = comments.iter().take_while(|comment| comment.column > 0 && !is_first).count();
        let (trailing, leading) = comments.split_at(n_trailing);
        for (idx, comment) in trailing.iter().enumerate() {
            let wanted = (comment.column / LEVEL * LEVEL).max(LEVEL);
            if idx > 0 && comment.is_after_blank {
                self.blank_line();
            }
            self.start_line(wanted.min(self.indent.max(LEVEL)));
            self.line.push_str(&comment.text);
            self.is_ended = true;
        }
        if leading.is_empty() {
            return;
        }
        if is_apart || leading.first().is_some_and(|first| first.is_after_blank) {
            self.blank_line();
        }
        self.own_lines(leading, 0);
        if leading.last().is_some_and(|last| last.is_before_blank) {
            self.blank_line();
        }
    }

    fn token(&mut self, token: &Token, comments: &[Comment]) {
        if !token.is_in_text {
            self.text_column = None;
            self.aligned = None;
        }
        match token.place {
            Place::Declaration { is_apart } => self.declaration(comments, is_apart),
            Place::Item { depth, is_apart } => self.item(comments, depth * LEVEL, is_apart),
            Place::Condition => {
                let indent = self.lists.last().copied().unwrap_or(0) + LEVEL;
                self.item(comments, indent, false);
            }
            Place::Close => self.close(comments),
            Place::Here | Place::FirstLanguage(_) | Place::NextLanguage => self.inline(token, comments),
        }
        if !self.is_tight_after && !token.is_tight {
            self.line.push(' ');
        }
        self.line.push_str(&token.text);
        self.is_tight_after = token.is_tight_after;
        if token.opens_list {
            self.lists.push(self.indent);
        }
    }

    fn declaration(&mut self, comments: &[Comment], is_apart: bool) {
        let n_own = comments.iter().filter(|comment| comment.is_alone && comment.column == 0).count();
        self.between_declarations(comments, is_apart);
        if n_own == 0 && is_apart {
            self.blank_line();
        }
        self.start_line(0);
        self.indent = 0;
    }

    fn item(&mut self, comments: &[Comment], indent: usize, is_apart: bool) {
        let comments = self.ending(comments);
        if is_apart {
            self.blank_line();
        }
        self.own_lines(comments, indent);
        self.start_line(indent);
        self.indent = indent;
    }

    fn close(&mut self, comments: &[Comment]) {
        let opened = self.lists.pop().unwrap_or(0);
        let comments = self.ending(comments);
        self.own_lines(comments, opened + LEVEL);
        self.start_line(opened);
        self.indent = opened;
    }

    fn inline(&mut self, token: &Token, comments: &[Comment]) {
        let comments = self.ending(comments);
        let continued = self.text_column.unwrap_or(self.indent + CONTINUED);
        if !comments.is_empty() {
            self.own_lines(comments, continued);
        }
        let is_aligned = token.place == Place::NextLanguage && self.aligned.is_some();
        if self.is_ended || is_aligned {
            self.start_line(continued);
        }
        if let Place::FirstLanguage(width) = token.place {
            let column = self.line.chars().count() + usize::from(!self.is_tight_after);
            self.text_column = Some(column);
            self.aligned = (column + width > WIDTH).then_some(column);
        }
    }
}
