package io.slipway.launcher.demo;

/**
 * States one thing that was checked.
 *
 * @param measured the value that was seen, whether good or not
 * @param where what to look at: a page, a file, a command
 */
record Row(String step, String checked, String measured, boolean ok, String where) {}
