package io.slipway.service.client;

import io.slipway.registry.client.ServiceClient;
import io.slipway.service.internal.ApplicationTypes;
import java.beans.Introspector;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a bean for every client interface of the application. */
final class ServiceClientRegistrar implements ImportBeanDefinitionRegistrar {

    private final ApplicationTypes types;

    ServiceClientRegistrar(BeanFactory beans, Environment environment, ResourceLoader resources) {
        types = new ApplicationTypes(beans, environment, resources);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (Class<?> api : types.annotatedWith(ServiceClient.class)) {
            RootBeanDefinition definition = new RootBeanDefinition(ServiceClientFactoryBean.class);
            definition.getConstructorArgumentValues().addIndexedArgumentValue(0, api);
            definition.setTargetType(ResolvableType.forClassWithGenerics(ServiceClientFactoryBean.class, api));
            // Both: Spring makes the factory, and all it needs, too early where only the target tells what it makes.
            definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, api);
            definition.setAttribute(ApplicationTypes.ATTRIBUTE, api);
            // A fallback that is a bean has the same type; whoever asks for the interface means the client.
            definition.setPrimary(true);
            registry.registerBeanDefinition(Introspector.decapitalize(api.getSimpleName()), definition);
        }
    }
}
