/w/target/debug/brackish: /w/src/main.rs
