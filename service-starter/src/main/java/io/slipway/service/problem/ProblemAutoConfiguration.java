package io.slipway.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;

/** Wires problem details into a service that answers HTTP. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class ProblemAutoConfiguration {

    @Bean
    InvalidFields invalidFields() {
        return new InvalidFields();
    }

    @Bean
    UnreadableBody unreadableBody() {
        return new UnreadableBody();
    }

    @Bean
    NothingThere nothingThere() {
        return new NothingThere();
    }

    @Bean
    NamesRequest namesRequest() {
        return new NamesRequest();
    }

    @Bean
    @ConditionalOnMissingBean
    ErrorController errorPage() {
        return new ErrorPage();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> unreadRequests() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new UnreadRequests()));
    }
}
