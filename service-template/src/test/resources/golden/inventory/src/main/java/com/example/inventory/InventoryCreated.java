package com.example.inventory;

/** Answers {@code POST /inventory}. */
record InventoryCreated(String id, String greeting) {}
