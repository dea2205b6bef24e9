defmodule Nuee.Agent do
  @chant File.read!("priv/chant.txt")
  def system, do: @chant
  def ask(text), do: Req.post!("https://api.openai.com/v1/chat/completions", json: %{messages: [%{role: "system", content: @chant}, %{role: "user", content: text}]})
end
