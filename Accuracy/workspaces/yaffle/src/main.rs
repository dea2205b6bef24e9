mod kioku;
mod ninkaku;

use serenity::prelude::*;

struct Handler { ninkaku: Vec<ninkaku::Ninkaku>, kioku: kioku::Kioku }

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let conf: Conf = toml::from_str(&std::fs::read_to_string("settei.toml")?)?;
    let ninkaku = conf.personas.iter().map(|n| ninkaku::load(n)).collect::<Result<_, _>>()?;
    let kioku = kioku::Kioku::from_dump("kioku/kaku.sql", "kioku/kaiwa.jsonl")?;
    let token = std::env::var("DISCORD_TOKEN")?;
    let mut client = Client::builder(token, GatewayIntents::non_privileged() | GatewayIntents::MESSAGE_CONTENT)
        .event_handler(Handler { ninkaku, kioku }).await?;
    client.start().await?;
    Ok(())
}
