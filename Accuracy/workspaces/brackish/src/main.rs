fn main() { println!("salt"); }
