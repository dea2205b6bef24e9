//! Reads gauge CSV.
pub struct Reading { pub station: String, pub stage_m: f64 }

pub fn parse(line: &str) -> Option<Reading> {
    let mut parts = line.split(',');
    Some(Reading { station: parts.next()?.to_string(), stage_m: parts.next()?.parse().ok()? })
}
