package io.slipway.service.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Is the main class of a service, with a line from before Spring is there. */
@SpringBootApplication
public class OrdersApplication {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApplication.class);

    public static void main(String[] arguments) {
        LOG.info("Main begins");
        SpringApplication.run(OrdersApplication.class, arguments);
    }
}
