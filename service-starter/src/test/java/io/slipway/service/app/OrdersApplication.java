package io.slipway.service.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Is the whole of a service's main class but its main method. */
@SpringBootApplication
public class OrdersApplication {}
