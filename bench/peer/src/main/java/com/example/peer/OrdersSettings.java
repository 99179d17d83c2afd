package com.example.peer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Is bound again on a refresh: a class with setters, as Spring Cloud's rebinding needs. */
@Validated
@ConfigurationProperties("orders")
public class OrdersSettings {

    @Min(1)
    @Max(100)
    private int pageSize = 10;

    private String greeting = "Hello";

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public String getGreeting() {
        return greeting;
    }

    public void setGreeting(String greeting) {
        this.greeting = greeting;
    }
}
