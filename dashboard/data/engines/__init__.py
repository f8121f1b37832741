"""Engines that a deployment has already, and that hold the prepared event table: `dashboard.data.engines.opening`."""
