/** Keeps strangers out of the admin pages, and requests to a size that a service can bear. */
@NullMarked
package io.slipway.service.security;

import org.jspecify.annotations.NullMarked;
