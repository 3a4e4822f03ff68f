"""Lets Swift's own tokens (AUTH_tk...) pass by Keystone, so that v1 works without it."""
from keystonemiddleware import auth_token


def filter_factory(global_conf, **local):
    make = auth_token.filter_factory(global_conf, **local)

    def wrap(app):
        asks_keystone = make(app)

        def choose(env, start_response):
            token = env.get('HTTP_X_AUTH_TOKEN') or env.get('HTTP_X_STORAGE_TOKEN') or ''
            if token.startswith('AUTH_tk'):
                env['HTTP_X_IDENTITY_STATUS'] = 'Invalid'
                return app(env, start_response)
            return asks_keystone(env, start_response)
        return choose
    return wrap
