/** Makes a bean of every client interface of the application. */
@NullMarked
package io.slipway.service.client;

import org.jspecify.annotations.NullMarked;
