class AskDeskJob < ApplicationJob
  def perform(message_id)
    Net::HTTP.post(URI("#{ENV["DESK_URL"]}/ask"), { id: message_id }.to_json)
  end
end
