require "json"; require "yaml"
HOME_DIR = __dir__
VOICE   = File.read("#{HOME_DIR}/voice.txt")
PEOPLE  = YAML.load_file("#{HOME_DIR}/people.yml")
CURSORS = JSON.parse(File.read("#{HOME_DIR}/var/cursors.json"))
PROMPT  = [VOICE, "Who you know:", PEOPLE.to_yaml, File.read("#{HOME_DIR}/house_rules")].join("\n")
