package com.acme.shop.prices;

import java.util.Map;

/**
 * Answers {@code GET /price-list/{id}}.
 *
 * @param instance the task that answers, as the registry knows it
 * @param calls who answered in turn, by the name of the service that was called
 */
record PriceListResponse(String id, String instance, String version, int pageSize, Map<String, ServedBy> calls) {}
