/** How to connect a mailbox. */
export const emailGuide = {
  en: `1. Enter the **e-mail address**, its **password** and the **outgoing server (SMTP)**. Gmail, Outlook, Yahoo and iCloud want an *app password*, made in the account’s security settings after two-step verification is on.
2. To read answers from the mailbox, enter the **incoming server (IMAP)** too. Common servers: \`smtp.gmail.com\` and \`imap.gmail.com\`; \`smtp.office365.com\` (port 587, STARTTLS) and \`outlook.office365.com\`; \`smtp.zoho.com\` and \`imap.zoho.com\`.
3. Save, then press **Check the credentials**: both servers are tried, and what is wrong is named.
4. Or have a provider post incoming mails: give Postmark, SendGrid or Mailgun the address \`{{webhookUrl}}?token={{verifyToken}}\`. Any other program may post a mail as it is, with the content type \`message/rfc822\`.
5. Send a mail to your address from another one. It appears in the inbox within seconds.

Mails that were in the mailbox before are left alone. Automatic answers, newsletters and returned mails are never answered.`,
  vi: `1. Nhập **địa chỉ e-mail**, **mật khẩu** và **máy chủ gửi thư (SMTP)**. Gmail, Outlook, Yahoo và iCloud cần *mật khẩu ứng dụng*, tạo trong phần bảo mật của tài khoản sau khi bật xác minh hai bước.
2. Để đọc thư trả lời trong hộp thư, nhập thêm **máy chủ nhận thư (IMAP)**. Các máy chủ thường dùng: \`smtp.gmail.com\` và \`imap.gmail.com\`; \`smtp.office365.com\` (cổng 587, STARTTLS) và \`outlook.office365.com\`; \`smtp.zoho.com\` và \`imap.zoho.com\`.
3. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: cả hai máy chủ được thử, và lỗi (nếu có) được nêu rõ.
4. Hoặc để nhà cung cấp chuyển thư đến: khai báo với Postmark, SendGrid hay Mailgun địa chỉ \`{{webhookUrl}}?token={{verifyToken}}\`. Phần mềm khác có thể gửi nguyên thư với kiểu nội dung \`message/rfc822\`.
5. Gửi một thư từ địa chỉ khác tới địa chỉ của bạn. Thư hiện trong hộp thư chung sau vài giây.

Những thư có từ trước trong hộp thư được giữ nguyên. Thư trả lời tự động, bản tin và thư bị trả lại không bao giờ được bot trả lời.`,
  bn: `1. **ইমেইল ঠিকানা**, তার **পাসওয়ার্ড** ও **মেইল পাঠানোর সার্ভার (SMTP)** লিখুন। Gmail, Outlook, Yahoo ও iCloud একটি *অ্যাপ পাসওয়ার্ড* চায়, যা দুই ধাপের যাচাই চালু করার পর অ্যাকাউন্টের নিরাপত্তা সেটিংসে তৈরি হয়।
2. মেইলবক্স থেকে উত্তর পড়তে **মেইল পাওয়ার সার্ভার (IMAP)**-ও লিখুন। প্রচলিত সার্ভার: \`smtp.gmail.com\` ও \`imap.gmail.com\`; \`smtp.office365.com\` (পোর্ট 587, STARTTLS) ও \`outlook.office365.com\`; \`smtp.zoho.com\` ও \`imap.zoho.com\`।
3. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: দুটি সার্ভারই পরখ করা হয়, আর ভুল থাকলে জানানো হয়।
4. অথবা কোনো সেবাদাতাকে আসা মেইল পাঠাতে দিন: Postmark, SendGrid বা Mailgun-কে এই ঠিকানা দিন: \`{{webhookUrl}}?token={{verifyToken}}\`। অন্য যেকোনো প্রোগ্রাম \`message/rfc822\` ধরনে মেইল যেমন আছে তেমনই পাঠাতে পারে।
5. অন্য ঠিকানা থেকে আপনার ঠিকানায় একটি মেইল পাঠান। কয়েক সেকেন্ডে এটি ইনবক্সে দেখা যাবে।

মেইলবক্সে আগে থেকে থাকা মেইল ছোঁয়া হয় না। স্বয়ংক্রিয় উত্তর, নিউজলেটার ও ফেরত আসা মেইলের উত্তর কখনো দেওয়া হয় না।`,
};
