import Config
config :nuee, token: System.fetch_env!("NUEE_TOKEN")
