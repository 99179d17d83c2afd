/** Announces the service once it is ready and withdraws it before it stops. */
@NullMarked
package io.slipway.service.registration;

import org.jspecify.annotations.NullMarked;
