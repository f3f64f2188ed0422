"""What operators do with a deployment, by invoking its functions: in AWS or on this machine."""
