//! The page.
use yew::{html, Component, Context, Html};
struct A;
impl Component for A { type Message=(); type Properties=(); fn create(_:&Context<Self>)->Self{A} fn view(&self,_:&Context<Self>)->Html{html!{<p>{"hi"}</p>}} }
fn main(){ yew::Renderer::<A>::new().render(); }
