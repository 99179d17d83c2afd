package io.slipway.service.app;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Takes the settings of the moment when it was made, in the two ways that Spring has. */
@Component
@EnableConfigurationProperties(StockReport.Stock.class)
public class StockReport {

    private final int shelves;
    private final Stock stock;

    StockReport(@Value("${stock.shelves}") int shelves, Stock stock) {
        this.shelves = shelves;
        this.stock = stock;
    }

    @ConfigurationProperties("stock")
    public record Stock(int shelves, String warehouse, List<String> rows) {}

    public int shelves() {
        return shelves;
    }

    public Stock stock() {
        return stock;
    }
}
