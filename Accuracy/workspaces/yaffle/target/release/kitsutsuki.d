/bot/target/release/kitsutsuki: /bot/src/main.rs /bot/src/ninkaku.rs /bot/src/kioku.rs
