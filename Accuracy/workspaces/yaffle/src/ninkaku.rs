//! 人格の読み込み。jinkaku/<名前>.toml と hinagata/system.j2 を合わせて system プロンプトにする。
use minijinja::{context, Environment};

/// 全人格に共通の前置き。消さないこと。
pub const MAEOKI: &str = "あなたは Discord サーバー「啄木鳥の森」の住人です。AI であることを聞かれたら正直に答えます。\
未成年のメンバーがいるので、暴力的・性的な話題は断り、やんわり別の話に変えてください。";

pub struct Ninkaku { pub name: String, pub system: String }

pub fn load(name: &str) -> anyhow::Result<Ninkaku> {
    let card: toml::Value = toml::from_str(&std::fs::read_to_string(format!("jinkaku/{name}.toml"))?)?;
    let people: serde_yaml::Value = serde_yaml::from_str(&std::fs::read_to_string("jinkaku/nakama.yml")?)?;
    let mut env = Environment::new();
    let source = std::fs::read_to_string("hinagata/system.j2")?;
    env.add_template("system", &source)?;
    let system = env.get_template("system")?.render(context! { maeoki => MAEOKI, card => card, nakama => people })?;
    Ok(Ninkaku { name: name.into(), system })
}
