use rusqlite::Connection;

pub struct Kioku { db: Connection, log: std::fs::File }

impl Kioku {
    /// The core memory is kept as an SQL dump so that it can be read and diffed.
    pub fn from_dump(dump: &str, log: &str) -> anyhow::Result<Self> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(&std::fs::read_to_string(dump)?)?;
        let log = std::fs::OpenOptions::new().append(true).open(log)?;
        Ok(Self { db, log })
    }

    /// Everything in `kaku` goes into every prompt.
    pub fn core(&self) -> anyhow::Result<Vec<String>> {
        let mut q = self.db.prepare("SELECT bun FROM kaku WHERE yuukou = 1 ORDER BY omosa DESC")?;
        let rows = q.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
