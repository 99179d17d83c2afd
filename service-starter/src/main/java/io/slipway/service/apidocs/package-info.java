/** Gives the Swagger page its title, version and team. */
@NullMarked
package io.slipway.service.apidocs;

import org.jspecify.annotations.NullMarked;
