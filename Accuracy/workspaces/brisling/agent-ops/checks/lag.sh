#!/bin/bash
echo lag
