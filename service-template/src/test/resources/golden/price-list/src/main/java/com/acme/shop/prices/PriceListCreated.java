package com.acme.shop.prices;

/** Answers {@code POST /price-list}. */
record PriceListCreated(String id, String greeting) {}
