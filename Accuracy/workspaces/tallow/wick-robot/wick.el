(require 'gptel)
(defvar wick-directive (with-temp-buffer (insert-file-contents "~/wick-robot/directive.org") (buffer-string)))
(setq gptel-directives `((default . ,wick-directive)))
(defun wick-remember (line) (append-to-file (concat line "\n") nil "~/wick-robot/remembered.org"))
