/home/tad/src/rill/target/debug/libingest.rlib: /home/tad/src/rill/crates/ingest/src/lib.rs
