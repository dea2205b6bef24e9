require "ruby/openai"
require "yaml"
PERSONA = File.read(File.join(__dir__, "brain", "persona.txt"))
RULES = Dir[File.join(__dir__, "brain", "rules", "*.txt")].sort.map { |f| File.read(f) }.join
SEEN = File.join(__dir__, "tmp", "seen_ids.txt")
client = OpenAI::Client.new(access_token: ENV["OPENAI_API_KEY"])
client.chat(parameters: { model: "gpt-4o", messages: [{ role: "system", content: PERSONA + RULES }] })
File.open(SEEN, "a") { |f| f.puts "1" }
