#[test]
fn keeps_zeros() { assert_eq!(ingest::parse("03901,1.2").unwrap().station, "03901"); }
