package com.acme.shop.prices;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts price-list. */
@SpringBootApplication
public class PriceListApplication {

    public static void main(String[] args) {
        SpringApplication.run(PriceListApplication.class, args);
    }
}
