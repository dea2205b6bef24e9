require_relative "boot"
require "rails/all"
module Cobbler
  class Application < Rails::Application
    config.load_defaults 7.2
    config.time_zone = "Warsaw"
  end
end
