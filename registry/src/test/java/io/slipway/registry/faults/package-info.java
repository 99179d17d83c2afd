/** Breaks what a service depends on, as it breaks in production, and shows what its callers see and that it heals. */
package io.slipway.registry.faults;
