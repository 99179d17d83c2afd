package io.slipway.service.apidocs;

import io.slipway.service.Identity;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Wires the head of the API document. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class ApiDocsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(Identity identity) {
        Info info = new Info().title(identity.service()).version(identity.version());
        if (!identity.team().isEmpty()) {
            // The page shows no contact without an address.
            info.contact(new Contact().name(identity.team())).description("Owned by " + identity.team() + ".");
        }
        return new OpenAPI().info(info);
    }
}
