"""The project on one machine: the embedded AWS, started, deployed into, seeded and stopped. Not part of what runs
in AWS.
"""
