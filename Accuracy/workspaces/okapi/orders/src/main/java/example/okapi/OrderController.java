package example.okapi;

public class OrderController {
}
