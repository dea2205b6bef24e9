fn main() { println!("plot"); }
