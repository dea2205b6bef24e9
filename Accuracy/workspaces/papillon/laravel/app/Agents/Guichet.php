<?php
namespace App\Agents;

class Guichet
{
    public function systemPrompt(): string
    {
        return file_get_contents(resource_path('agents/guichet.md')) . file_get_contents(resource_path('agents/ton.md'));
    }
}
