require "test_helper"
class OrderTest < ActiveSupport::TestCase
  test "starts received" do
    assert Order.new.received?
  end
end
