package com.acme.shop.prices;

/** Answers in place of {@code tax-rates} when a call fails, so that {@code price-list} still answers. */
class TaxRatesFallback implements TaxRatesApi {

    @Override
    public ServedBy find(String id) {
        return ServedBy.NOBODY;
    }
}
