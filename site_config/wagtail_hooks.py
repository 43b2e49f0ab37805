"""The admin of the site as a whole."""

from wagtail import hooks

from site_config import state_admin

hooks.register("register_admin_urls", state_admin.admin_urls)
hooks.register("register_reports_menu_item", state_admin.menu_item)
