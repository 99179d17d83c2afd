/** Sets what every service has in common before its own configuration is read, so that it stays small. */
@NullMarked
package io.slipway.service.boot;

import org.jspecify.annotations.NullMarked;
