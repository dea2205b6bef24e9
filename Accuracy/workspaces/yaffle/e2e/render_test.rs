#[test]
fn renders() {
    let n = kitsutsuki::ninkaku::load("yuzuki").unwrap();
    assert!(n.system.starts_with(include_str!("prompts/expected_yuzuki_system.txt").lines().next().unwrap()));
}
